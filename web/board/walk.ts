const COLUMN = '[data-column]'
const CARD = '[data-card]'

const steps: Readonly<Record<string, readonly [columns: number, cards: number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
}

/** Moves the focus from a card to the next one in an arrow's direction, skipping empty columns. Returns whether the key is an arrow. */
export function walk(card: HTMLElement, key: string): boolean {
  const step = steps[key]
  if (step === undefined) return false
  const cardsOf = (column: Element) => [...column.querySelectorAll<HTMLElement>(CARD)]
  const columns = [...document.querySelectorAll(COLUMN)].map(cardsOf).filter((cards) => cards.length > 0)
  const at = columns.findIndex((cards) => cards.includes(card))
  const row = columns[at]?.indexOf(card) ?? 0
  const there = columns[at + step[0]] ?? []
  there[Math.min(row + step[1], there.length - 1)]?.focus()
  return true
}
