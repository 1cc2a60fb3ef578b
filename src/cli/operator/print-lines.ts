/** Prints one line per row, its cells two spaces apart; without rows, what to do about that. */
export const printLines = (rows: readonly (readonly string[])[], otherwise: string): void => {
  process.stdout.write(`${rows.length === 0 ? otherwise : rows.map((cells) => cells.join('  ')).join('\n')}\n`)
}
