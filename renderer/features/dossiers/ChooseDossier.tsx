export function ChooseDossier() {
  return <h1 className="screen-title">ChooseDossier</h1>;
}
