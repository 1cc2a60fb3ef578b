// A bucket: first how to use it, then the facts about it.
import { Grid } from '@mantine/core'
import { useAnswer } from '../asking/use-answer.ts'
import { Answered } from '../parts/answered.tsx'
import { bucketWords } from '../words/bucket-words.ts'
import { BucketFacts } from './bucket-facts.tsx'
import { useBucketPlace } from './use-bucket.ts'
import { UseIt } from './use-it.tsx'

export function BucketPage() {
  const place = useBucketPlace()
  const answer = useAnswer('PackerService_ListChannels', { params: place.params })
  return (
    <Answered answer={answer} lines={10}>
      {({ channels }) => (
        <Grid gap="md">
          <Grid.Col span={{ base: 12, md: 8 }}>
            <section className="panel" aria-labelledby="use-it">
              <h2 id="use-it">{bucketWords.use.title}</h2>
              <UseIt place={place} channels={channels} />
            </section>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 4 }}>
            <section className="panel" aria-labelledby="what-it-is">
              <h2 id="what-it-is">{bucketWords.facts.title}</h2>
              <BucketFacts place={place} channels={channels} />
            </section>
          </Grid.Col>
        </Grid>
      )}
    </Answered>
  )
}
