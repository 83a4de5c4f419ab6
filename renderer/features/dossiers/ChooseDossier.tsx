import { useEffect } from 'react';
import { definitionOf } from '../../app/definitions.ts';
import { Action } from '../../components/Action.tsx';
import { EmptyPlace } from '../../components/EmptyPlace.tsx';
import { useDossiers } from '../../stores/dossiers.ts';
import { useSay, useText } from '../../stores/language.ts';
import { goTo } from '../../stores/navigation.ts';
import { openSample } from '../today/TodayEmpty.tsx';
import './dossiers.css';

/** 材料包 without a dossier: whose package? */
export function ChooseDossier() {
  const t = useText();
  const say = useSay();
  const { list, load } = useDossiers();
  useEffect(() => {
    void load();
  }, [load]);
  if (list === null) return <p className="today-loading ink3">{t.common.loading}</p>;
  const ready = list.filter((one) => one.phase !== 'draft');
  return (
    <div className="dossiers scroll">
      <header className="dossiers-head">
        <h1 className="screen-title">{t.frame.package}</h1>
      </header>
      {ready.length === 0 ? (
        <EmptyPlace
          title={t.frame.chooseDossier}
          actions={
            <>
              <Action kind="primary" onClick={() => goTo({ screen: 'wizard' })}>
                {t.today.newDossier}
              </Action>
              <Action onClick={() => void openSample()}>{t.today.sample}</Action>
            </>
          }
        >
          {t.frame.noDossierForPackage}
        </EmptyPlace>
      ) : (
        <>
          <p className="ink2">{t.frame.chooseDossierWhy}</p>
          <ul className="choose-dossier">
            {ready.map((one) => (
              <li key={one.id}>
                <button
                  type="button"
                  className="row-subject"
                  onClick={() => goTo({ screen: 'package', dossier: one.id })}
                >
                  {one.title || t.dossier.list.untitled}
                </button>
                <span className="ink2">
                  {(definitionOf(one.kind)?.packages ?? [])
                    .map((pack) => say(pack.title))
                    .join(t.common.list)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
