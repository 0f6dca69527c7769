import { normaliseKeyword } from '../core/signals/keyword-columns.ts'

/** The form of a typed word in which columns name it. */
export const keywordText = (typed: string): string => normaliseKeyword(typed)
