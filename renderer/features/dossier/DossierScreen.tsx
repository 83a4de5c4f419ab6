export function DossierScreen({ dossier: _ }: { dossier: string }) {
  return <h1 className="screen-title">DossierScreen</h1>;
}
