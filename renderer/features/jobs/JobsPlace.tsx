export function JobsPlace() {
  return <h1 className="screen-title">JobsPlace</h1>;
}
