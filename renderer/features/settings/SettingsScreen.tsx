export function SettingsScreen() {
  return <h1 className="screen-title">SettingsScreen</h1>;
}
