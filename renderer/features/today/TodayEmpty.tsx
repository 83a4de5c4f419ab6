import { bridge, call } from '../../bridge.ts';
import { allDefinitions } from '../../app/definitions.ts';
import { Action } from '../../components/Action.tsx';
import { EmptyPlace } from '../../components/EmptyPlace.tsx';
import { useText } from '../../stores/language.ts';
import { goTo } from '../../stores/navigation.ts';

/** Makes the sample of the first kind and opens it. */
export async function openSample(): Promise<void> {
  const kind = allDefinitions()[0]?.id;
  if (kind === undefined) return;
  const made = await call(bridge().dossier.createSample({ kind }));
  if (made !== undefined) goTo({ screen: 'dossier', dossier: made.id });
}

/** Nothing to do, or nothing yet. */
export function TodayEmpty({ dossiers, later }: { dossiers: number; later: number }) {
  const t = useText();
  if (dossiers > 0)
    return (
      <EmptyPlace title={t.today.emptyTitle}>
        {later > 0 ? t.today.showLater(later) : t.today.empty}
      </EmptyPlace>
    );
  return (
    <EmptyPlace
      title={t.today.noDossier}
      actions={
        <>
          <Action kind="primary" cap="N" onClick={() => goTo({ screen: 'wizard' })}>
            {t.today.newDossier}
          </Action>
          <Action onClick={() => void openSample()}>{t.today.sample}</Action>
        </>
      }
    >
      <p>{t.today.noDossierLead}</p>
    </EmptyPlace>
  );
}
