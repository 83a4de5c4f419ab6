export function Search() {
  return <h1 className="screen-title">Search</h1>;
}
