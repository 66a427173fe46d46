import { Component, type ReactNode } from 'react';
import { FailurePage } from '../pages/failurePage.tsx';
import { Fault } from '../api/fault.ts';

/** Catches what a page throws, such as a part of the tab that could not be loaded after an update of the service. */
export class Boundary extends Component<{ children: ReactNode }, { thrown: unknown }> {
  override state = { thrown: null as unknown };

  static getDerivedStateFromError(thrown: unknown) {
    return { thrown };
  }

  override render() {
    if (!this.state.thrown) return this.props.children;
    const fault = new Fault('http', null, null, this.state.thrown);
    return (
      <main>
        <FailurePage fault={fault} retry={() => window.location.reload()} />
      </main>
    );
  }
}
