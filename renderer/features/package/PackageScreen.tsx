interface PackageScreenProps {
  dossier: string;
}

export function PackageScreen({ dossier }: PackageScreenProps) {
  return <h1 className="screen-title">{dossier}</h1>;
}
