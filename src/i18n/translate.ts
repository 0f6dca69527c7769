import type { clientMessages } from './messages/client.ts'
import { commonMessages } from './messages/common.ts'
import { dataMessages } from './messages/data.ts'
import { keptMessages } from './messages/kept.ts'
import type { evidenceMessages } from './messages/evidence.ts'
import type { modelsMessages } from './messages/models.ts'
import type { objectiveMessages } from './messages/objective.ts'
import type { overviewMessages } from './messages/overview.ts'
import type { presetsMessages } from './messages/presets.ts'
import type { refineMessages } from './messages/refine.ts'
import { problemsMessages } from './messages/problems.ts'
import type { qualityCheckMessages } from './messages/quality-checks.ts'
import type { qualityMessages } from './messages/quality.ts'
import type { rowsMessages } from './messages/rows.ts'
import type { threadsMessages } from './messages/threads.ts'
import type { Message, MessageTable } from './message-table.ts'

/** Texts that are here from the start: those of the shell and of the Data screen. */
const FIRST_MESSAGES = { ...commonMessages, ...dataMessages, ...keptMessages, ...problemsMessages }

type Messages = typeof FIRST_MESSAGES &
  typeof clientMessages &
  typeof evidenceMessages &
  typeof modelsMessages &
  typeof objectiveMessages &
  typeof overviewMessages &
  typeof presetsMessages &
  typeof qualityCheckMessages &
  typeof qualityMessages &
  typeof refineMessages &
  typeof rowsMessages &
  typeof threadsMessages

const messages = new Map<string, Message>(Object.entries(FIRST_MESSAGES))

/** Bring the texts of a screen or section along with its own script: the first script stays small. */
export function addMessages(table: MessageTable): void {
  for (const [key, message] of Object.entries(table)) messages.set(key, message)
}

/** The languages of the page. */
export type Language = 'en' | 'ko'

/** Every text there is. */
export type MessageKey = keyof Messages

type Places<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Places<Rest> : never

/** The values that a text has places for: `{rows}` asks for `rows`. */
export type MessageParams<Key extends MessageKey> = Readonly<Record<Places<Messages[Key]['en']>, string | number>>

/** A key, and its values when the text has places for some. */
export type MessageArguments<Key extends MessageKey> = [Places<Messages[Key]['en']>] extends [never]
  ? [key: Key]
  : [key: Key, params: MessageParams<Key>]

/** Text for people, by key. */
export type Translate = <Key extends MessageKey>(...message: MessageArguments<Key>) => string

/** The texts of one language. */
export function createTranslate(language: Language): Translate {
  return (...message) => {
    const [key, params] = message as [MessageKey, Readonly<Record<string, string | number>>?]
    // A text whose screen did not bring it shows as its key: ugly, and no reason to lose the page.
    const text = messages.get(key)?.[language] ?? key
    if (params === undefined) return text
    return text.replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place))
  }
}

/** Whether a text is a language of the page. */
export const isLanguage = (value: string | null): value is Language => value === 'en' || value === 'ko'
