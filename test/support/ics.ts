/** One component of a calendar file, read by the grammar of RFC 5545 and by nothing of ours. */
export interface Component {
  name: string;
  properties: { name: string; params: Record<string, string>; value: string }[];
  inside: Component[];
}

/**
 * Reads a calendar file strictly: CRLF alone ends a line, no line is longer than 75 octets, no character is cut, every
 * line is `NAME(;PARAM=value)*:value`, every BEGIN has its END.
 */
export function readIcs(bytes: Uint8Array): Component {
  const latin = Buffer.from(bytes).toString('latin1');
  if (!latin.endsWith('\r\n')) throw new Error('no CRLF at the end');
  const physical = latin.slice(0, -2).split('\r\n');
  for (const line of physical) {
    if (/[\r\n]/.test(line)) throw new Error('a bare line break');
    if (line.length > 75) throw new Error(`${line.length} octets`);
    // Each physical line is whole UTF-8 by itself.
    new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(line, 'latin1'));
  }
  const logical: string[] = [];
  for (const line of physical) {
    if (line.startsWith(' ')) logical.push(`${logical.pop() ?? ''}${line.slice(1)}`);
    else logical.push(line);
  }
  const root: Component = { name: '', properties: [], inside: [] };
  const stack = [root];
  for (const line of logical) {
    const match = /^([A-Z-]+)((?:;[A-Z-]+=[^;:",]+)*):(.*)$/s.exec(
      Buffer.from(line, 'latin1').toString('utf8'),
    );
    if (match === null) throw new Error(`no content line: ${line}`);
    const [, name = '', params = '', value = ''] = match;
    const open = stack.at(-1);
    if (open === undefined) throw new Error('after the end');
    if (name === 'BEGIN') {
      const made: Component = { name: value, properties: [], inside: [] };
      open.inside.push(made);
      stack.push(made);
    } else if (name === 'END') {
      if (open.name !== value) throw new Error(`END:${value} in ${open.name}`);
      stack.pop();
    } else {
      const pairs = params
        .split(';')
        .filter(Boolean)
        .map((pair) => pair.split('=') as [string, string]);
      open.properties.push({ name, params: Object.fromEntries(pairs), value });
    }
  }
  if (stack.length !== 1 || root.inside.length !== 1) throw new Error('unbalanced');
  return root.inside[0] as Component;
}

/** A property's value as text, unescaped; fails where it stands more or less than once. */
export function textOf(component: Component, name: string): string {
  const found = component.properties.filter((property) => property.name === name);
  if (found.length !== 1) throw new Error(`${name} stands ${found.length} times`);
  return (found[0]?.value ?? '').replaceAll(/\\([\\;,nN])/g, (_, sign: string) =>
    sign === 'n' || sign === 'N' ? '\n' : sign,
  );
}
