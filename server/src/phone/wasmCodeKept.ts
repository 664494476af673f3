// Keeps V8 from freeing WebAssembly code while it runs, which with threads that come and go can end the whole process.
// Each thread brings Node's own: it strips the types by WebAssembly (amaro). Decision 0028.
import { setFlagsFromString } from 'node:v8';

setFlagsFromString('--no-wasm-code-gc');
