const CONTROL = /\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu

/** On one line, without anything that a terminal would obey: names and descriptions are whatever somebody once sent. */
export const printable = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(CONTROL, (sign) => `\\u{${sign.codePointAt(0)?.toString(16) ?? ''}}`)

/** The same, indented as it was. */
export const printableLine = (text: string): string => text.replace(/\S.*/s, printable)
