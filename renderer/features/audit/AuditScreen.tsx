export function AuditScreen() {
  return <h1 className="screen-title">AuditScreen</h1>;
}
