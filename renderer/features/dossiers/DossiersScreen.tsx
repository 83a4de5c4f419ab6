export function DossiersScreen() {
  return <h1 className="screen-title">DossiersScreen</h1>;
}
