// What a webhook is told of, in words: actions, and of which buckets.
import { Link } from 'react-router'
import { type Project, projectPath } from '../../asking/place.ts'
import { webhookWords } from '../../words/webhook-words.ts'
import { EVERYTHING } from './webhook-form.ts'
import type { WebhookOverview } from './webhook.ts'

interface ToldOfProps {
  readonly project: Project
  readonly subscriptions: WebhookOverview['subscriptions']
}

const list = new Intl.ListFormat('en', { type: 'conjunction' })

/** Of one that later releases have, the word of the API. */
const inWords = (action: string): string =>
  (webhookWords.told as Readonly<Record<string, string | undefined>>)[action] ?? action

export function ToldOf({ project, subscriptions }: ToldOfProps) {
  return subscriptions.map(({ resource_id: id, kind, bucket_name: name, actions }) => {
    const what = actions.includes(EVERYTHING)
      ? webhookWords.everything
      : webhookWords.versions(list.format(actions.map(inWords)))
    return (
      <div key={id}>
        {kind === 'BUCKET' ? (
          <>
            {webhookWords.of(what, '')}
            <Link to={`${projectPath(project)}/buckets/${encodeURIComponent(name)}`}>{name}</Link>
          </>
        ) : (
          webhookWords.of(what, webhookWords.things[kind])
        )}
      </div>
    )
  })
}
