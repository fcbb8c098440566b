import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

// For `node --import`: TypeScript in this very process. The tsx command would start a second one,
// which outlives it when it is killed.
register({ tsconfig: fileURLToPath(new URL('../tsconfig.scripts.json', import.meta.url)) });
