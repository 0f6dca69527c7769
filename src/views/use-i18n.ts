import { useMemo } from 'react'
import { useStore } from 'zustand'
import { createFormat, type Format } from '../i18n/format.ts'
import { createTranslate, type Language, type Translate } from '../i18n/translate.ts'
import { useStores } from './stores.ts'

/** Texts and formats of the chosen language. */
export interface I18n {
  readonly language: Language
  readonly t: Translate
  readonly format: Format
}

/** The language of the page, as functions. */
export function useI18n(): I18n {
  const language = useStore(useStores().settings, (state) => state.language)
  return useMemo(() => ({ language, t: createTranslate(language), format: createFormat(language) }), [language])
}
