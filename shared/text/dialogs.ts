/** The words in the title of the system's file dialogs, which main opens. */
export const dialogText = {
  zh: {
    chooseFiles: '选择要归入卷宗的文件',
    export: '选择导出到哪个文件夹',
    verify: '选择归档所在的文件夹',
    intake: '选择要归入卷宗的文件夹',
    backup: '选择备份到哪个盘或文件夹',
    restore: '选择备份所在的盘或文件夹',
  },
  en: {
    chooseFiles: 'Choose the files to put into the dossier',
    export: 'Choose the folder to export to',
    verify: 'Choose the folder of the archive',
    intake: 'Choose the folder to put into the dossier',
    backup: 'Choose the disk or folder to back up to',
    restore: 'Choose the disk or folder that holds the backup',
  },
} as const;
