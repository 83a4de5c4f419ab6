interface EvidenceListProps {
  dossier: string;
}

export function EvidenceList({ dossier }: EvidenceListProps) {
  return <p>{dossier}</p>;
}
