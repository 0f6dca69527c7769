/** The screens that exist, named as in the fragment. */
export const SCREENS = ['data', 'overview', 'client', 'what-if', 'models'] as const

/** One screen of the page. */
export type Screen = (typeof SCREENS)[number]

/** Where the analyst is: what the fragment says, and nothing that came from a file but ids the analyst picked. */
export interface ViewState {
  readonly screen: Screen
  /** What the screen is about, for example a client id; never empty. */
  readonly id: string | null
  /** What the analyst set on that screen, in the order of the fragment; names are unique and not empty. */
  readonly options: ReadonlyMap<string, string>
}

/** Where a visit begins. */
export const START_VIEW: ViewState = { screen: 'data', id: null, options: new Map() }

/** Percent-encode any text, lone surrogates included (as `%uD83D`, which no other text encodes to). */
function encodeText(text: string): string {
  let encoded = ''
  for (const character of text) {
    const unit = character.charCodeAt(0)
    const lone = character.length === 1 && unit >= 0xd800 && unit <= 0xdfff
    encoded += lone ? `%u${unit.toString(16).toUpperCase()}` : encodeURIComponent(character)
  }
  return encoded
}

/** The text that was encoded. Never throws: what cannot be decoded stays as it stands. */
function decodeText(encoded: string): string {
  return encoded.replace(/(?:%(?!u)[0-9a-f]{2})+|%u(d[89a-f][0-9a-f]{2})/gi, (match, lone: string | undefined) => {
    if (lone !== undefined) return String.fromCharCode(parseInt(lone, 16))
    try {
      return decodeURIComponent(match)
    } catch {
      return match
    }
  })
}

/**
 * A view as a fragment, `#/client/46288?repeat=new`. Everything that differs from the start is in it.
 *
 * Round trip: `decodeHash(encodeHash(view))` equals `view` for every view, whatever its id and options hold.
 */
export function encodeHash(view: ViewState): string {
  const path = view.id === null ? view.screen : `${view.screen}/${encodeText(view.id)}`
  const options = [...view.options].map(([name, value]) => `${encodeText(name)}=${encodeText(value)}`)
  return `#/${path}${options.length === 0 ? '' : `?${options.join('&')}`}`
}

/** The view of a fragment. Total: any text gives a view, an unknown screen gives the start. */
export function decodeHash(hash: string): ViewState {
  const body = hash.replace(/^#?\/?/, '')
  const mark = body.indexOf('?')
  const path = mark === -1 ? body : body.slice(0, mark)
  const slash = path.indexOf('/')
  const name = slash === -1 ? path : path.slice(0, slash)
  const screen = SCREENS.find((known) => known === name)
  if (screen === undefined) return START_VIEW
  const id = slash === -1 ? '' : decodeText(path.slice(slash + 1))
  const options = new Map<string, string>()
  for (const part of mark === -1 ? [] : body.slice(mark + 1).split('&')) {
    const equals = part.indexOf('=')
    const option = decodeText(equals === -1 ? part : part.slice(0, equals))
    if (option !== '') options.set(option, equals === -1 ? '' : decodeText(part.slice(equals + 1)))
  }
  return { screen, id: id === '' ? null : id, options }
}
