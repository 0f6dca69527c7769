const HANGUL = /[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]/

/** The language of a text from a file, as far as its letters give it away: for `lang` attributes. */
export const langOf = (text: string): 'ko' | undefined => (HANGUL.test(text) ? 'ko' : undefined)
