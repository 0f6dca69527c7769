/** What is kept on this device, from an earlier visit or this one. */
export interface KeptData {
  readonly savedMs: number
  /** After this moment it is deleted at the next visit. Milliseconds since 1970. */
  readonly expiresMs: number
  readonly bytes: number
  readonly fileNames: readonly string[]
  readonly rowCount: number
  readonly fingerprint: string
}

/** What a look into the storage of this device found. */
export type KeptState =
  /** The browser has no storage for it, or refuses it. */
  | { readonly state: 'unavailable' }
  | { readonly state: 'none' }
  /** Found damaged, half-written, expired or of another version, and deleted. */
  | { readonly state: 'dropped'; readonly reason: 'damaged' | 'unfinished' | 'expired' | 'other-version' }
  /** Another tab is writing or deleting it right now. */
  | { readonly state: 'busy' }
  | { readonly state: 'kept'; readonly data: KeptData }
