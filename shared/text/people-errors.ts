import type { ErrorCode } from '../model/errors.ts';

type Codes = Extract<
  ErrorCode,
  'account_disabled' | 'must_change_password' | 'login_taken' | 'hand_over_first' | 'view_only_unprotected'
>;
type Say = Record<Codes, readonly [title: string, means: string, todo: string]>;

/** What the refusals around accounts say. */
export const peopleErrors: { zh: Say; en: Say } = {
  zh: {
    account_disabled: ['这个账号已停用', '口令是对的，但没有打开任何内容。', '请向安全保密管理员申请启用。'],
    must_change_password: [
      '请先改口令',
      '现在的口令是别人代设的；改好之前，什么都不打开。',
      '请设一个只有您知道的口令。',
    ],
    login_taken: ['这个账号名已有人用', '没有新增账号。', '请换一个账号名；离开的人的账号名也不再用。'],
    hand_over_first: [
      '须先交接',
      '有{count}份卷宗离开了这个人就没有别人持有密钥或牵头；没有改动。',
      '请由课题负责人先把接手人列入知悉名单并设为课题负责人。',
    ],
    view_only_unprotected: [
      '这里不能看',
      '这件只许查看，不许复制；本机系统无法阻止别的程序截取窗口，所以没有显示任何一页。',
      '请在能阻止截屏的系统（Windows、macOS）上查看；确需文件，请走一事一议。',
    ],
  },
  en: {
    account_disabled: [
      'This account is disabled',
      'The password is right, but nothing was opened.',
      'Ask the security officer to enable it.',
    ],
    must_change_password: [
      'Change the password first',
      'Somebody else chose the present one; nothing opens before it is changed.',
      'Choose a password that only you know.',
    ],
    login_taken: [
      'Somebody has this account name',
      'No account was added.',
      'Choose another; names of people who left are not used again.',
    ],
    hand_over_first: [
      'Hand over first',
      'Without this person {count} dossiers would be held or led by nobody; nothing was changed.',
      'Their lead first puts a successor on the need-to-know list as project lead.',
    ],
    view_only_unprotected: [
      'It cannot be looked at here',
      'You may look at it and not copy it; this system cannot keep other programs from the window, so no page was shown.',
      'Look at it on a system that can (Windows, macOS); where the file is needed, ask for an approval.',
    ],
  },
};
