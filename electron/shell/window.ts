import type { BrowserWindowConstructorOptions, Session } from 'electron';

/** 1366 × 768 is the screen in the offices; 911 × 512 is the same screen at 150 %. */
const size = { width: 1366, height: 768, minWidth: 911, minHeight: 512 } as const;

/**
 * The options of the one window. On Electron the page draws the title bar and the system its three buttons
 * over it; macOS keeps its own buttons at the left.
 */
export function windowOptions(
  session: Session,
  preload: string,
  packaged: boolean,
): BrowserWindowConstructorOptions {
  return {
    ...size,
    title: '卷宗',
    show: false,
    backgroundColor: '#FBF9F4',
    titleBarStyle: 'hidden',
    titleBarOverlay: { color: '#F3F0E8', symbolColor: '#1E1C19', height: 39 },
    autoHideMenuBar: true,
    webPreferences: {
      session,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      disableDialogs: true,
      spellcheck: false,
      devTools: !packaged,
      enableWebSQL: false,
      // A middle click would open a window around the handler in old versions: it has no use here.
      disableBlinkFeatures: 'Auxclick',
    },
  };
}
