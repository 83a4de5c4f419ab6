import type { ErrorCode, Refusal } from '../model/errors.ts';
import { area } from './area.ts';
import { archiveRefusals } from './archive-refusals.ts';
import { calendarErrors } from './calendar-errors.ts';
import { calendarReasons } from './calendar.ts';
import { exportErrors } from './export-errors.ts';
import { backupErrors } from './backup-errors.ts';
import { peopleErrors } from './people-errors.ts';
import { paperErrors } from './paper-errors.ts';
import { retainedErrors, retainedReasons } from './retention.ts';
import { keyRefusals, sealedRefusals } from './transfer-refusals.ts';

type P = NonNullable<Refusal['params']>;

/** What a refusal says: what happened, what it means for the work, what to do. */
export interface ErrorWords {
  title: string;
  means: string;
  todo: string;
}

type Say = Record<ErrorCode, readonly [title: string, means: string, todo: string]>;

const zh: Say = {
  untrusted_sender: [
    '这个请求不是本应用发出的',
    '没有读出也没有改动任何内容。',
    '请重新打开应用；若再出现，请告诉安全保密管理员。',
  ],
  too_large: [
    '一次送来的内容太大',
    '没有保存这一次的内容，已保存的不受影响。',
    '请分几次填写，或改为放入文件。',
  ],
  bad_input: ['填写的内容不能接受', '没有保存这一次的内容，已保存的不受影响。', '请核对{path}后再试。'],
  bad_output: [
    '应用算出的结果没有通过自检',
    '为免出错，结果没有显示；已保存的内容都在。',
    '请关闭后重新打开；若再出现，请记下编号告诉管理员。',
  ],
  locked: ['卷宗已锁定', '没写完的已存好。', '请解锁后继续，会回到原处。'],
  already_set_up: ['这台机器已经设立过账号', '没有改动任何内容。', '请用已有的账号解锁。'],
  not_set_up: ['这台机器还没有设立账号', '现在没有可打开的卷宗。', '请先完成首次启动的四步。'],
  forbidden: [
    '没有做这件事的权限',
    '没有内容离开本机，也没有改动。',
    '确有需要，请向课题负责人或安全保密管理员申请。',
  ],
  needs_approval: ['须先一事一议', '没有内容离开本机。', '请先取得对方签字盖章的同意件，登记后再做。'],
  needs_password: [
    '须再次输入口令',
    '这件事须由本人确认，五分钟内核对过口令才能做；没有内容离开本机。',
    '请输入口令，再做一次。',
  ],
  not_found: ['找不到', '它不存在，或不在您的知悉范围内；两种情形不作区分。', '请回到列表重新选择。'],
  conflict: [
    '这份内容刚被改过',
    '为免覆盖别处的改动，这一次没有保存；您填写的还在。',
    '请看过新的内容，再决定是否保存。',
  ],
  cancelled: ['已取消', '一切如旧，没有留下半成品。', '需要时可以重新开始。'],
  internal: [
    '应用内部出错',
    '这一步没有完成；已保存的内容都在。',
    '请再试一次；若再出现，请记下编号告诉管理员。',
  ],
  wrong_password: [
    '口令不对',
    '没有打开任何内容，这一次已记入审计。',
    '请核对输入法和大写锁定后再试；忘记口令可用恢复纸。',
  ],
  wait_before_retry: ['还要等一会儿', '连错多次，暂时不能再试。', '请等{retry_after_seconds}秒再试。'],
  weak_password: ['口令不够牢', '没有采用这个口令。', '请换一个更长、不易猜中的。'],
  wrong_shares: ['恢复纸不对', '没有打开任何内容，这一次已记入审计。', '请逐组核对恢复纸上的字。'],
  store_in_use: [
    '库已被另一处打开',
    '同一个库同时只能由一处打开，以免损坏。',
    '请先关闭另一个窗口或命令，再打开。',
  ],
  store_damaged: [
    '库没有通过完整性检查',
    '为免损坏扩大，库没有打开，也没有改动。',
    '请不要删除任何文件，用最近的备份恢复，并告诉管理员。',
  ],
  store_from_future: [
    '这个库由更新版本的卷宗写成',
    '本版本不认识它的格式，没有打开，也没有改动。',
    '请改用不低于它的版本打开。',
  ],
  store_not_marked: [
    '这不是演示用的库',
    '演示外壳只打开演示用的库，真实材料没有被读出。',
    '请用正式安装的卷宗打开它。',
  ],
  object_damaged: [
    '这个封存件没有通过校验',
    '内容与封存时不同，没有显示；其余材料不受影响。',
    '请用备份恢复这一件，并在记录中说明。',
  ],
  disk_full: ['磁盘已满', '这一次没有保存；已保存的不受影响，没有留下半成品。', '请腾出空间后再试。'],
  read_only: ['这里只能读，不能写', '这一次没有保存；已保存的不受影响。', '请检查磁盘或文件夹的权限。'],
  io_failed: ['读写磁盘失败', '这一步没有完成，没有留下半成品。', '请检查磁盘或移动介质后再试。'],
  unconfirmed_fields: [
    '还有待确认的字段',
    '读出的内容须由人逐项确认，未确认的不能成为卷宗的内容。',
    '请按F8逐处确认后再完成。',
  ],
  blocked_by_findings: ['还有须先解决的问题', '卷宗还是草稿，填写的都在。', '请逐项处理列出的问题后再完成。'],
  our_side_missing: [
    '还没有选定我方',
    '每个卷宗都须写明我方是哪一方，谨慎日归义务人、可发函日归权利人；卷宗没有改动。',
    '请在“我方”一项选定后再完成。',
  ],
  event_recorded: [
    '这件事已经登记过',
    '同一件事只登记一次，两个日子会使期限无从起算；这一次没有登记。',
    '日期或证据有误的，请更正原来的一条。',
  ],
  unknown_kind: ['不认识这类卷宗', '没有新建，也没有改动。', '请在列出的类型中选择；或换用支持它的版本。'],
  file_unreadable: ['读不出这个文件', '文件没有放入卷宗。', '请确认文件没有被别的程序占用，再试一次。'],
  file_damaged: ['文件已损坏', '没有读出内容；原件不受影响。', '请向出具方另取一份，或重新扫描。'],
  file_encrypted: ['文件有口令保护', '没有读出内容。', '请用有口令的人另存一份不带口令的，再放入。'],
  file_too_complex: [
    '文件过大或结构过于复杂',
    '为保护本机，读到一半停下了；原件不受影响。',
    '请拆成几个文件，或换一份由正常途径生成的文件。',
  ],
  file_type_refused: ['这类文件不能这样用', '没有读出内容。', '读取协议请用文本、带文字层的PDF或docx。'],
  no_text_layer: [
    '这份PDF只有图像，没有文字层',
    '读不出协议的内容；仍可作为证据放入。',
    '请用带文字识别的扫描件，或从空白开始填写。',
  ],
  sheet_refused: [
    '这份表格不能导入',
    '没有写入任何内容，台账一切如旧。',
    '请另存为不带宏、不带口令的xlsx，或复制后直接粘贴到台账。',
  ],
  state_secret_marking: [
    '文件带有国家秘密标志',
    '国家秘密不入本库，文件没有放入。',
    '请立即按保密规定处理，并告诉安全保密管理员。',
  ],
  ...calendarErrors.zh,
  ...paperErrors.zh,
  ...backupErrors.zh,
  ...peopleErrors.zh,
  ...exportErrors.zh,
  ...retainedErrors.zh,
};

const en: Say = {
  untrusted_sender: [
    'This request did not come from the application',
    'Nothing was read or changed.',
    'Open the application again; if it returns, tell the security administrator.',
  ],
  too_large: [
    'Too much was sent at once',
    'This was not saved; what had been saved is untouched.',
    'Enter it in parts, or drop a file instead.',
  ],
  bad_input: [
    'What was entered cannot be accepted',
    'This was not saved; what had been saved is untouched.',
    'Check {path} and try again.',
  ],
  bad_output: [
    'A result failed its own check',
    'It is not shown, to avoid an error; all that was saved is there.',
    'Close and open again; if it returns, tell the administrator the code.',
  ],
  locked: ['The store is locked', 'What you were writing is saved.', 'Unlock to go on at the same place.'],
  already_set_up: [
    'This machine already has an account',
    'Nothing was changed.',
    'Unlock with the account that exists.',
  ],
  not_set_up: [
    'This machine has no account yet',
    'There is no dossier to open.',
    'Complete the four steps of the first start.',
  ],
  forbidden: [
    'You may not do this',
    'Nothing left this machine and nothing was changed.',
    'If it is needed, ask the project leader or the security administrator.',
  ],
  needs_approval: [
    'One matter, one approval first',
    'Nothing left this machine.',
    'Get the other side’s signed and sealed consent, record it, then try again.',
  ],
  needs_password: [
    'Your password is asked for again',
    'This needs you yourself: the password must have been checked within five minutes. Nothing left this machine.',
    'Enter the password and do it once more.',
  ],
  not_found: [
    'Not found',
    'It does not exist or is outside your need to know; the two are not told apart.',
    'Go back to the list and choose again.',
  ],
  conflict: [
    'This was changed a moment ago',
    'To avoid overwriting, nothing was saved; what you typed is still here.',
    'Look at the new content, then decide.',
  ],
  cancelled: ['Cancelled', 'All is as before; nothing half-made is left.', 'Begin again when you need it.'],
  internal: [
    'An error inside the application',
    'This step was not completed; all that was saved is there.',
    'Try again; if it returns, tell the administrator the code.',
  ],
  wrong_password: [
    'Wrong password',
    'Nothing was opened; the attempt is in the audit log.',
    'Check input method and Caps Lock; if forgotten, use the recovery papers.',
  ],
  wait_before_retry: [
    'Wait a little',
    'Too many wrong attempts in a row.',
    'Try again in {retry_after_seconds} s.',
  ],
  weak_password: [
    'The password is too weak',
    'It was not accepted.',
    'Choose a longer one that is hard to guess.',
  ],
  wrong_shares: [
    'The recovery papers do not match',
    'Nothing was opened; the attempt is in the audit log.',
    'Check the papers group by group.',
  ],
  store_in_use: [
    'The store is open elsewhere',
    'One store is opened in one place at a time, to keep it whole.',
    'Close the other window or command first.',
  ],
  store_damaged: [
    'The store failed its integrity check',
    'It was not opened or changed, so that damage does not spread.',
    'Delete nothing; restore the latest backup and tell the administrator.',
  ],
  store_from_future: [
    'This store was written by a newer version',
    'This version does not know its format; it was not opened or changed.',
    'Open it with that version or a later one.',
  ],
  store_not_marked: [
    'This is not a demonstration store',
    'The demonstration shell opens only those; real material was not read.',
    'Open it with the installed application.',
  ],
  object_damaged: [
    'This sealed file failed its check',
    'It differs from what was sealed and is not shown; the others are untouched.',
    'Restore it from a backup and say so in the log.',
  ],
  disk_full: [
    'The disc is full',
    'This was not saved; what had been saved is untouched and nothing half-made is left.',
    'Free some space and try again.',
  ],
  read_only: [
    'This place can only be read',
    'This was not saved; what had been saved is untouched.',
    'Check the rights of the disc or folder.',
  ],
  io_failed: [
    'Reading or writing the disc failed',
    'The step was not completed; nothing half-made is left.',
    'Check the disc or medium and try again.',
  ],
  unconfirmed_fields: [
    'Some fields still wait for confirmation',
    'What was read must be confirmed by a person before it becomes the dossier’s content.',
    'Confirm each with F8, then finish.',
  ],
  blocked_by_findings: [
    'Something must be settled first',
    'The dossier is still a draft; all you typed is there.',
    'Settle the listed problems, then finish.',
  ],
  our_side_missing: [
    'Our side is not chosen yet',
    'Every dossier says which party we are: whose careful days and whose letters are counted depends on it. Nothing has changed.',
    'Choose our side, then finish.',
  ],
  event_recorded: [
    'This event is recorded already',
    'It happens only once, and two dates would leave its periods without a beginning; nothing was recorded.',
    'Where the date or the evidence is wrong, correct the one that stands.',
  ],
  unknown_kind: [
    'This kind of dossier is not known',
    'Nothing was made or changed.',
    'Choose one of the listed kinds, or use a version that supports it.',
  ],
  file_unreadable: [
    'The file cannot be read',
    'It was not put into the dossier.',
    'Make sure that no other program holds it and try again.',
  ],
  file_damaged: [
    'The file is damaged',
    'Nothing was read; the original is untouched.',
    'Get another copy from its issuer, or scan it again.',
  ],
  file_encrypted: [
    'The file is protected by a password',
    'Nothing was read.',
    'Have it saved without a password and drop it again.',
  ],
  file_too_complex: [
    'The file is too large or too complex',
    'Reading stopped half-way to protect this machine; the original is untouched.',
    'Split it, or use a file made in the usual way.',
  ],
  file_type_refused: [
    'This type of file cannot be used here',
    'Nothing was read.',
    'Agreements are read from text, PDF with a text layer, or docx.',
  ],
  no_text_layer: [
    'This PDF holds images only, no text layer',
    'The agreement cannot be read from it; it can still be kept as evidence.',
    'Use a scan with text recognition, or start from blank.',
  ],
  sheet_refused: [
    'The sheet cannot be imported',
    'Nothing was written; the ledger is as it was.',
    'Save it as a plain xlsx workbook without macros and password, or copy the cells and paste them.',
  ],
  state_secret_marking: [
    'The file bears a state-secret marking',
    'State secrets are not kept here; the file was not taken in.',
    'Handle it under the secrecy rules at once and tell the security administrator.',
  ],
  ...calendarErrors.en,
  ...paperErrors.en,
  ...backupErrors.en,
  ...peopleErrors.en,
  ...exportErrors.en,
  ...retainedErrors.en,
};

/**
 * Turns a refusal into words: title, what it means, what to do.
 * @param language the interface's language
 */
export function errorWords(language: 'zh' | 'en', code: ErrorCode, params: P = {}): ErrorWords {
  const [title, means, todo] = (language === 'zh' ? zh : en)[code];
  const reasons = whys[code]?.[language];
  const put = (text: string, facts: P) =>
    text.replace(/\{(\w+)\}/g, (_, key: string) => String(facts[key] ?? fallback[language]));
  const why = put(reasons?.[String(params['reason'])] ?? reasons?.['shape'] ?? '', params);
  const known: P = reasons ? { date: '', name: '', ...params, why } : params;
  const fill = (text: string) => put(text, known).replaceAll(/ {2,}/g, ' ');
  return { title: fill(title), means: fill(means), todo: fill(todo) };
}

/** Codes whose reason has words of its own. */
const whys: Partial<Record<ErrorCode, Record<'zh' | 'en', Readonly<Record<string, string>>>>> = {
  calendar_invalid: calendarReasons,
  archive_refused: archiveRefusals,
  sealed_refused: sealedRefusals,
  key_refused: keyRefusals,
  retained: retainedReasons,
};

const fallback = { zh: '填写的内容', en: 'what was entered' } as const;

/** Words around a refusal. */
export const errors = area({ code: '编号', whatNow: '怎么办' }, { code: 'Code', whatNow: 'What to do' });
