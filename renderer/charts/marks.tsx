interface MarkProps {
  kind: 'safe' | 'nominal' | 'statutory' | 'escalate' | 'gate' | 'gateMet' | 'event' | 'planned';
  x: number;
  y: number;
  color: string;
}

/** One mark around its middle. Shape says the meaning, colour only repeats it. */
export function Mark({ kind, x, y, color }: MarkProps) {
  if (kind === 'safe') return <rect x={x - 1} y={y - 6} width={2} height={12} fill={color} />;
  if (kind === 'nominal')
    return <circle cx={x} cy={y} r={4} fill="var(--paper)" stroke={color} strokeWidth={1.8} />;
  if (kind === 'statutory') return <rect x={x - 4} y={y - 4} width={8} height={8} fill={color} />;
  if (kind === 'escalate')
    return (
      <path
        d={`M${x - 3.5} ${y - 5}L${x + 4.5} ${y}L${x - 3.5} ${y + 5}Z`}
        fill="var(--paper)"
        stroke={color}
        strokeWidth={1.6}
      />
    );
  if (kind === 'event') return <circle cx={x} cy={y} r={4.5} fill={color} />;
  if (kind === 'planned')
    return (
      <circle
        cx={x}
        cy={y}
        r={4.5}
        fill="var(--paper)"
        stroke={color}
        strokeWidth={1.6}
        strokeDasharray="2 2"
      />
    );
  return (
    <rect
      x={x - 4}
      y={y - 4}
      width={8}
      height={8}
      fill={kind === 'gateMet' ? color : 'var(--paper)'}
      stroke={color}
      strokeWidth={1.4}
    />
  );
}
