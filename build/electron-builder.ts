import type { Configuration } from 'electron-builder';

/**
 * Fuses are flipped in Electron's binary itself: no argument and no variable brings back what they take away.
 */
export const fuses = {
  // ELECTRON_RUN_AS_NODE would make our signed program a Node that runs anybody's script.
  runAsNode: false,
  // NODE_OPTIONS could load code into main before ours (`--require`).
  enableNodeOptionsEnvironmentVariable: false,
  // `--inspect` opens a door into main: keys, store and all.
  enableNodeCliInspectArguments: false,
  // Nothing of ours is a cookie; should one ever be, it is not readable on disk.
  enableCookieEncryption: true,
  // An `app` folder beside the archive would be run instead of it.
  onlyLoadAppFromAsar: true,
  // Windows and macOS check the archive's hash before running it; Linux does not know this.
  enableEmbeddedAsarIntegrityValidation: true,
  // We ship no V8 snapshot of our own.
  loadBrowserProcessSpecificV8Snapshot: false,
  // Our pages come by our own scheme: `file://` needs no powers.
  grantFileProtocolExtraPrivileges: false,
} as const;

/** What electron-builder is told of the staged folder; `electronDist` is a distribution at hand. */
export function configuration(output: string, electronDist: string, electronVersion: string): Configuration {
  return {
    appId: 'invalid.juanzong.app',
    productName: 'Juanzong',
    executableName: 'juanzong',
    copyright: 'Juanzong',
    directories: { output },
    electronDist,
    electronVersion,
    // Our native packages bring N-API binaries: the same file runs in Node and in Electron.
    npmRebuild: false,
    nodeGypRebuild: false,
    buildDependenciesFromSource: false,
    files: ['**/*'],
    // Only the binaries lie outside the archive, where nothing checks them: no script of ours or of theirs.
    asar: { smartUnpack: false },
    asarUnpack: ['**/*.node'],
    electronFuses: fuses,
    electronLanguages: ['zh-CN', 'en-US', 'zh_CN', 'en'],
    // An air-gapped machine updates from a medium: no feed, no publisher.
    publish: null,
    linux: {
      target: ['deb', 'tar.gz'],
      category: 'Office',
      synopsis: '科研协议卷宗',
      desktop: { entry: { Name: '卷宗', 'Name[en]': 'Juanzong', StartupWMClass: 'Juanzong' } },
    },
    // The prebuilt database needs GLIBC 2.34; Kylin V10 and UOS 20 need the package built from source.
    deb: { depends: ['libc6 (>= 2.34)', 'libgtk-3-0', 'libnss3', 'libxss1', 'libasound2', 'fonts-noto-cjk'] },
    win: { target: ['nsis'] },
    nsis: {
      oneClick: false,
      perMachine: true,
      allowToChangeInstallationDirectory: true,
      deleteAppDataOnUninstall: false,
    },
    mac: { target: ['dmg'], category: 'public.app-category.business' },
  };
}
