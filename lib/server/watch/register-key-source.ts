import 'server-only';
import { utf8Bytes } from '@/lib/domain/bytes';
import { clusterConnection } from '../etcd/cluster-connections';
import { eventHub } from '../events/hub';
import { KeyTopic } from './key-topic';
import { parseKeyTopicName } from './key-topic-name';
import { followPrefix } from './shared-watches';

/** Feeds the topics `keys:<cluster>:<prefix>` while somebody listens. */
export const registerKeySource = (): void => {
  eventHub().addSource('keys', (name, publish) => {
    const parsed = parseKeyTopicName(name);
    if (parsed === undefined) {
      return () => undefined;
    }
    const { cluster, prefix, bytes } = parsed;
    const connection = clusterConnection(cluster);
    const delimiter = utf8Bytes(connection.config.delimiter);
    const folder = { prefix: bytes, delimiter };
    const topic = new KeyTopic({ cluster, prefix, folder, publish });
    const stop = followPrefix(connection, bytes, (news) => topic.take(news));
    return () => {
      stop();
      topic.close();
    };
  });
};
