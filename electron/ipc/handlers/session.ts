import { kernelWorks } from '../../crypto/kernel/kernel.ts';
import { policyCells } from '../../policy/cells.ts';
import type { Handlers } from '../context.ts';

type Names = Extract<
  keyof Handlers,
  `session.${string}` | `app.${string}` | `setting.${string}` | `policy.${string}`
>;

/** Who sits here: each handler is the channel's few lines between the gate and the session. */
export const sessionHandlers: Pick<Handlers, Names> = {
  'app.info': ({ app }) => ({
    version: app.environment.version,
    shell: app.environment.shell,
    mark: app.environment.mark,
    today: app.environment.today(),
    language: app.environment.language,
    platform: app.environment.platform,
    vectors: kernelWorks(),
  }),
  'session.status': ({ app }) => ({ ...app.session.status(), accounts: app.session.accounts() }),
  'session.setup': async (context, input) => {
    const shares = await context.app.session.setUp(input);
    entered(context, {}, () =>
      context.open.store.settings.set('language', context.app.environment.language, now(context)),
    );
    await sign(context, 'session');
    return { status: context.app.session.status(), shares };
  },
  'session.unlock': async (context, input) => {
    await context.app.session.unlock(input.login, input.password);
    entered(context, {});
    return context.app.session.status();
  },
  'session.recover': async (context, input) => {
    const shares = await context.app.session.recover(input.login, input.shares, input.new_password);
    entered(context, { recovered: true });
    await sign(context, 'recovery');
    return { status: context.app.session.status(), shares };
  },
  'session.confirm': async (context, { password }) => {
    await context.app.session.confirm(password);
    context.commit(() => undefined);
    return {};
  },
  'session.changePassword': async (context, { password, new_password }) => {
    await context.app.session.changePassword(password, new_password);
    context.commit(() => undefined);
    context.app.environment.notify.changed({ what: 'session' });
    return context.app.session.status();
  },
  'session.lock': (context) => {
    // The session writes its own last row before the keys go.
    context.nothingWritten();
    context.app.session.lock('person');
    return context.app.session.status();
  },
  'session.touch': ({ app }) => {
    app.session.touch();
    return {};
  },
  'policy.view': () => policyCells(),
  'setting.get': (context) => readSettings(context),
  'setting.set': (context, input) => {
    context.commit(() => {
      for (const [key, value] of Object.entries(input)) {
        if (value !== undefined) context.open.store.settings.set(key, value, now(context));
      }
    }, input);
    if (input.idle_minutes !== undefined) context.app.session.setIdleMinutes(input.idle_minutes);
    context.app.environment.notify.changed({ what: 'settings' });
    return readSettings(context);
  },
};

type Context = Parameters<Handlers['setting.get']>[0];

/** Who cannot be written into the log does not stay inside. */
function entered(
  context: Context,
  detail: Record<string, unknown>,
  write: () => void = () => undefined,
): void {
  try {
    context.commit(write, detail);
  } catch (error) {
    context.app.session.lock('system');
    throw error;
  }
}

/** The papers are shown once, after this: a head that cannot be signed now must not keep them back. */
async function sign({ app, open }: Context, reason: string): Promise<void> {
  await open.signHead(reason, app.environment.now()).catch((error: unknown) => app.environment.report(error));
}

function readSettings({ open, app }: Context): { language: 'zh' | 'en'; idle_minutes: number } {
  const language = open.store.settings.get('language');
  const minutes = open.store.settings.get('idle_minutes');
  return {
    language: language === 'zh' || language === 'en' ? language : app.environment.language,
    idle_minutes: typeof minutes === 'number' ? minutes : 10,
  };
}

function now({ app }: Context): string {
  return app.environment.now().toISOString();
}
