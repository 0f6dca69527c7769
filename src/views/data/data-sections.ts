const LOADERS = {
  quality: () => import('./QualityReport.tsx'),
  problems: () => import('./Problems.tsx'),
  rows: () => import('./RowBrowser.tsx'),
  dictionary: () => import('./DataDictionary.tsx'),
} as const

/** What stands under the cards. */
export type SectionName = keyof typeof LOADERS

/** The script of a section. */
export type SectionModule<Name extends SectionName> = Awaited<ReturnType<(typeof LOADERS)[Name]>>

/** Sections that are here. */
export type Sections = { readonly [Name in SectionName]?: SectionModule<Name> }

/** All of them, from top to bottom. */
export const SECTIONS: readonly SectionName[] = ['quality', 'problems', 'rows', 'dictionary']

/** Fetch a section's own script: the first one stays small. */
export const loadSection = <Name extends SectionName>(name: Name): Promise<SectionModule<Name>> =>
  LOADERS[name]() as Promise<SectionModule<Name>>

/** Fetch every section while nobody waits. */
export const dataSectionLoaders: readonly (() => Promise<unknown>)[] = Object.values(LOADERS)
