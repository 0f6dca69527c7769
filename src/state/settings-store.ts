import { createStore } from 'zustand/vanilla'

/** The two languages of the page. */
export type Language = 'en' | 'ko'

/** Light, dark, or what the system says. */
export type Theme = 'system' | 'light' | 'dark'

/** Where the two choices are kept and shown; the page gives the real ones, tests their own. */
export interface SettingsHost {
  readonly language: Language
  readonly theme: Theme
  readonly applyLanguage: (language: Language) => void
  readonly applyTheme: (theme: Theme) => void
}

/** How the page speaks and looks. */
export interface SettingsState {
  readonly language: Language
  readonly theme: Theme
  readonly setLanguage: (language: Language) => void
  readonly setTheme: (theme: Theme) => void
}

/** A store of the two choices; applies both at once. */
export function createSettingsStore(host: SettingsHost) {
  host.applyLanguage(host.language)
  host.applyTheme(host.theme)
  return createStore<SettingsState>()((set) => ({
    language: host.language,
    theme: host.theme,
    setLanguage: (language) => {
      host.applyLanguage(language)
      set({ language })
    },
    setTheme: (theme) => {
      host.applyTheme(theme)
      set({ theme })
    },
  }))
}

export type SettingsStore = ReturnType<typeof createSettingsStore>
