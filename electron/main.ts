import './app/disk-threads.ts';
import { createApplication } from './app/application.ts';
import { run } from './shell/run.ts';

/** The composition root of the window: the application in its shell. No logic here. */
run((environment) => {
  const application = createApplication(environment);
  return {
    dispatch: (caller, channel, input, job) => application.dispatch(caller, channel, input, job),
    serveTicket: (id, range) => application.serveTicket(id, range),
    stranger: (channel) => application.session.stranger(channel),
    lock: () => application.session.lock('system'),
    close: () => application.close(),
  };
});
