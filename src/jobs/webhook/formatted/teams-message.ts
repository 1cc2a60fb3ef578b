import type { Notification } from '../../../domain/record/webhook/receiver.ts'
import { fitted, inLines, inOneLine } from '../story/fitted.ts'
import { type Story, storyOf } from '../story/story.ts'

/** In characters, each of which may take six bytes: the whole message stays far below the 28 KB that Teams accepts. */
const MOST = 1000

const asIs = (sign: string) => sign

/**
 * A text in which Teams sees no Markdown: the text of a run, unlike that of a block, is shown as it is (adaptivecards.io, "TextRun").
 * Functions ({{DATE(...)}}) are expanded everywhere, so two adjacent braces are separated, and so is the tag of a mention.
 */
const run = (text: string, look: object = {}) => ({
  type: 'TextRun',
  text: fitted(text.replaceAll(/\{(?=\{)/g, '{ ').replaceAll(/<(?=\/?at\b)/gi, '< '), MOST, asIs),
  ...look,
})
const line = (...inlines: readonly object[]) => ({ type: 'RichTextBlock', inlines })

const COLOURS = { bad: 'Attention', good: 'Good', neutral: 'Default' } as const satisfies Record<Story['tone'], string>

/** A message for a workflow of Power Automate that posts what it receives ("When a Teams webhook request is received"). */
export function teamsMessage(notification: Notification, publicUrl: string | null): object {
  if (notification.kind === 'verification')
    return inEnvelope([line(run('This channel will be told of what happens to images.'))])
  const story = storyOf(notification.event, { channels: notification.channels, publicUrl })
  const { title, facts, page, tone } = story
  return inEnvelope(
    [
      line(run(inOneLine(title), { size: 'Medium', weight: 'Bolder', color: COLOURS[tone] })),
      ...facts.map(({ label, value }) => line(run(`${label}: `, { weight: 'Bolder' }), run(inLines(value)))),
    ],
    page === null ? [] : [{ type: 'Action.OpenUrl', title: 'Look at it', url: page }],
  )
}

const inEnvelope = (body: readonly object[], actions: readonly object[] = []) => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        body,
        ...(actions.length === 0 ? {} : { actions }),
        msteams: { width: 'Full' },
      },
    },
  ],
})
