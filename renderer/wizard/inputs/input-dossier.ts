import { createContext } from 'react';

/** The dossier into which an input seals its files; null where it is the wizard's own draft. */
export const InputDossier = createContext<string | null>(null);
