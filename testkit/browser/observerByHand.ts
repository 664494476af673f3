// An IntersectionObserver or ResizeObserver that reports only what a test says.

export class ObserverByHand {
  static all: ObserverByHand[] = [];
  readonly report: (entries: unknown[]) => void;

  constructor(report: (entries: unknown[]) => void) {
    this.report = report;
    ObserverByHand.all.push(this);
  }

  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
