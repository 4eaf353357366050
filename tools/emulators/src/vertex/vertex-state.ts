import { CallLog } from './call-log.ts';
import { defaultControlSettings, type ControlChanges, type ControlSettings, type ScriptStep } from './control-settings.ts';
import { seededRandom } from '../seeded-random.ts';

/** What the emulator remembers between calls. */
export class VertexState {
  readonly log = new CallLog();
  /** Where `gs://` objects are read from; without it media are taken on trust. */
  readonly gcsEndpoint: string | undefined;
  settings: ControlSettings = defaultControlSettings;
  #random = seededRandom(defaultControlSettings.seed);
  #nextStep = 0;

  constructor(gcsEndpoint: string | undefined) {
    this.gcsEndpoint = gcsEndpoint;
  }

  /** Changes the given settings; a given script or seed starts over. */
  control(changes: ControlChanges): void {
    this.settings = { ...this.settings, ...changes, discovery: { ...this.settings.discovery, ...changes.discovery } };
    if (changes.script) this.#nextStep = 0;
    if (changes.seed !== undefined) this.#random = seededRandom(changes.seed);
  }

  random(): number {
    return this.#random();
  }

  /** The next canned answer, or undefined when the script has been played. */
  takeScriptStep(): ScriptStep | undefined {
    const step = this.settings.script[this.#nextStep];
    this.#nextStep += 1;
    return step;
  }
}
