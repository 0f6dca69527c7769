/** One text in both languages, side by side, so that a missing translation does not compile. `{name}` marks a place for a value. */
export interface Message {
  readonly en: string
  readonly ko: string
}

/** The texts of one screen, by key `screen.what`. */
export type MessageTable = Readonly<Record<string, Message>>
