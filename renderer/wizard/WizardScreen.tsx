interface WizardScreenProps {
  /** The draft to go on with; without it the start page. */
  dossier?: string | undefined;
}

export function WizardScreen({ dossier }: WizardScreenProps) {
  return <h1 className="screen-title">{dossier ?? ''}</h1>;
}
