import type { Notification } from '../../../domain/record/webhook/receiver.ts'
import { fitted, inLines, inOneLine } from '../story/fitted.ts'
import { type Story, storyOf } from '../story/story.ts'

// Slack's limits (docs.slack.dev, "Blocks" and "Truncating really long messages").
const HEADER = 150
const FIELD = 2000
const FIELDS = 10
const TEXT = 3000

/** The three characters with which Slack begins anything but text: mentions, links and escapes. */
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escaped = (sign: string) => ESCAPES[sign] ?? sign

/** Texts that others wrote go into plain_text objects alone, in which Slack sees no markup, no links and no emoji. */
const plain = (text: string, most: number) => ({
  type: 'plain_text',
  text: fitted(text, most, escaped),
  emoji: false,
})
const ours = (text: string) => ({ type: 'mrkdwn', text, verbatim: true })

/** A message for an incoming webhook of Slack, with a text for receivers (Mattermost, say) that take no blocks. */
export function slackMessage(notification: Notification, publicUrl: string | null): object {
  if (notification.kind === 'verification')
    return {
      text: 'This channel will be told of what happens to images.',
      mrkdwn: false,
      unfurl_links: false,
      unfurl_media: false,
    }
  const story = storyOf(notification.event, { channels: notification.channels, publicUrl })
  return {
    text: summary(story),
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'header', text: plain(inOneLine(story.title), HEADER) },
      { type: 'section', fields: fieldsOf(story) },
      ...(story.page === null ? [] : [{ type: 'section', text: ours(`<${story.page}|Look at it>`) }]),
    ],
  }
}

/** Two fields for each fact, side by side: its label, and the text itself. */
const fieldsOf = ({ facts }: Story) =>
  facts.slice(0, FIELDS / 2).flatMap(({ label, value }) => [ours(`*${label}*`), plain(inLines(value), FIELD)])

function summary({ title, facts, page }: Story): string {
  const why = facts.find(({ label }) => label === 'Why')
  const words = `${inOneLine(title)}${why ? `: ${inOneLine(why.value)}` : ''}`
  return fitted(words, TEXT, escaped) + (page === null ? '' : ` <${page}|Look at it>`)
}
