import { styleText } from 'node:util'

/** What colours mean. */
const colours = {
  good: 'green',
  bad: 'red',
  soon: 'yellow',
  quiet: 'gray',
  title: 'bold',
} as const satisfies Record<string, Parameters<typeof styleText>[0]>

export type Tone = keyof typeof colours

/** Colours a text if stdout is a terminal and NO_COLOR does not forbid it. */
export const coloured = (tone: Tone, text: string): string => styleText(colours[tone], text, { stream: process.stdout })
