import { DomainError } from '../domain-error.ts'

/**
 * A packed file that cannot be trusted, as an error.
 *
 * @param file name of the file, or of the entry as `archive.zip/inner.csv`
 * @param found what is wrong, for people, in the words of the format
 */
export const archiveDamaged = (file: string, found: string, options?: ErrorOptions): DomainError =>
  new DomainError('archive-damaged', `${file}: ${found}`, { file, found }, options)
