import type { Event } from '../../../domain/record/event/event.ts'
import { htmlText } from '../../../machine/html-text.ts'
import type { Mail } from '../../../machine/mail/mail.ts'
import { fitted, inLines, inOneLine } from '../story/fitted.ts'
import { type Story, storyOf } from '../story/story.ts'

export interface MailParts {
  /** The first of the events. */
  readonly told: readonly { readonly event: Event; readonly channels: readonly string[] }[]
  /** How many more events there are. */
  readonly more: number
  readonly to: string
  readonly projectId: string
  readonly subscriptionId: string
  /** `https://host[:port]` of the pages. */
  readonly publicUrl: string
  readonly unsubscribe: string
}

const SUBJECT = 150
const TITLE = 300
const FACT = 500
/** The most text that is written out in full, in UTF-16 units: more would block the event loop for too long. The rest is counted. */
const ROOM = 24 * 1024

const asIs = (sign: string) => sign
/** Composes a mail about some events, in plain text and in simple HTML that says the same. */
export function composeMail(parts: MailParts): Mail {
  const { told, to, projectId, subscriptionId, publicUrl, unsubscribe } = parts
  const stories = storiesIn(ROOM, parts)
  const count = told.length + parts.more
  const more = count - stories.length
  const others = count === 1 ? '' : ` (and ${count - 1} more)`
  const activity = `${publicUrl}/p/${encodeURIComponent(projectId)}/activity`
  return {
    to,
    subject: `[Assay] ${fitted(stories[0]?.title ?? '', SUBJECT - others.length, asIs)}${others}`,
    text: textOf(stories, { more, activity, unsubscribe }),
    html: htmlOf(stories, { more, activity, unsubscribe }),
    id: `${told[0]?.event.id ?? ''}.${count}.${subscriptionId}`,
    listId: subscriptionId,
    unsubscribe,
  }
}

/** The stories of the first events that fit, one at least. */
function storiesIn(room: number, { told, publicUrl }: MailParts): readonly Story[] {
  const stories: Story[] = []
  let left = room
  for (const { event, channels } of told) {
    const story = fit(storyOf(event, { channels, publicUrl }))
    left -= [story.title, ...story.facts.map(({ value }) => value)].join('').length
    if (left < 0 && stories.length > 0) break
    stories.push(story)
  }
  return stories
}

const fit = ({ title, facts, ...rest }: Story): Story => ({
  ...rest,
  title: fitted(inOneLine(title), TITLE, asIs),
  // The end of a text that is far too long is not even looked at.
  facts: facts.map(({ label, value }) => ({ label, value: fitted(inLines(value.slice(0, 2 * FACT)), FACT, asIs) })),
})

interface Rest {
  readonly more: number
  readonly activity: string
  readonly unsubscribe: string
}

const moreOf = (more: number) => `${more} more happened`

function textOf(stories: readonly Story[], { more, activity, unsubscribe }: Rest): string {
  const told = stories.map(({ title, facts, page }) => {
    const lines = facts.map(({ label, value }) => `  ${label}: ${value.replaceAll('\n', '\n    ')}`)
    return [title, ...lines, ...(page === null ? [] : [`  ${page}`])].join('\n')
  })
  const rest = more === 0 ? [] : [`${moreOf(more)}: ${activity}`]
  const end = `-- \nYou are told because you have asked for it. To be told no more: ${unsubscribe}`
  return `${[...told, ...rest, end].join('\n\n')}\n`
}

function htmlOf(stories: readonly Story[], { more, activity, unsubscribe }: Rest): string {
  const told = stories.map(({ title, facts, page }) => {
    const lines = facts.map(({ label, value }) => `<br><b>${label}:</b> ${htmlText(value).replaceAll('\n', '<br>')}`)
    const link = page === null ? '' : `<br><a href="${htmlText(page)}">Look at it</a>`
    return `<p><b>${htmlText(title)}</b>${lines.join('')}${link}</p>`
  })
  const rest = more === 0 ? '' : `<p><a href="${htmlText(activity)}">${moreOf(more)}</a></p>`
  const end = `<p><small>You are told because you have asked for it. <a href="${htmlText(unsubscribe)}">To be told no more</a></small></p>`
  return `<!doctype html><html lang="en"><body>${told.join('')}${rest}${end}</body></html>`
}
