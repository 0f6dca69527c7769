import { clientMessages } from './messages/client.ts'
import { commonMessages } from './messages/common.ts'
import { dataMessages } from './messages/data.ts'
import { modelsMessages } from './messages/models.ts'
import { overviewMessages } from './messages/overview.ts'

const messages = { ...commonMessages, ...dataMessages, ...overviewMessages, ...clientMessages, ...modelsMessages }

/** The languages of the page. */
export type Language = 'en' | 'ko'

/** Every text there is. */
export type MessageKey = keyof typeof messages

type Places<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Places<Rest> : never

/** The values that a text has places for: `{rows}` asks for `rows`. */
export type MessageParams<Key extends MessageKey> = Readonly<
  Record<Places<(typeof messages)[Key]['en']>, string | number>
>

/** A key, and its values when the text has places for some. */
export type MessageArguments<Key extends MessageKey> = [Places<(typeof messages)[Key]['en']>] extends [never]
  ? [key: Key]
  : [key: Key, params: MessageParams<Key>]

/** Text for people, by key. */
export type Translate = <Key extends MessageKey>(...message: MessageArguments<Key>) => string

/** The texts of one language. */
export function createTranslate(language: Language): Translate {
  return (...message) => {
    const [key, params] = message as [MessageKey, Readonly<Record<string, string | number>>?]
    const text: string = messages[key][language]
    if (params === undefined) return text
    return text.replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place))
  }
}

/** Whether a text is a language of the page. */
export const isLanguage = (value: string | null): value is Language => value === 'en' || value === 'ko'
