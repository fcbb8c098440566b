import { buildOnce } from './dashboard/build-once';

/** `npm run build`: the production build, unless this very source has been built before. */
console.log('Building etcdscope (about a minute the first time)…');
await buildOnce();
console.log('Built.');
