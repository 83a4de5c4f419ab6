export function TodayScreen() {
  return <h1 className="screen-title">TodayScreen</h1>;
}
