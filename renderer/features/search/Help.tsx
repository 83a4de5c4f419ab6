export function Help() {
  return <h1 className="screen-title">Help</h1>;
}
