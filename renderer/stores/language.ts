import { create } from 'zustand';
import type { Bilingual } from '../../shared/model/units.ts';
import { type Language, type Texts, textsIn } from '../../shared/text/text.ts';

interface LanguageState {
  language: Language;
  set(language: Language): void;
}

export const useLanguage = create<LanguageState>()((set) => ({
  language: 'zh',
  set: (language) => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    set({ language });
  },
}));

/** All words in the person's language. */
export function useText(): Texts {
  return textsIn(useLanguage((state) => state.language));
}

/** Words outside a component. */
export function textNow(): Texts {
  return textsIn(useLanguage.getState().language);
}

/** Chooses the language of a bilingual title. */
export function useSay(): (text: Bilingual) => string {
  const language = useLanguage((state) => state.language);
  return (text) => text[language] || text.zh;
}
