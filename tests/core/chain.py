"""A flow whose first words mix all policies: greeting, notice, menu."""

CHAIN = """
    flow: chain
    language: en-US
    intents:
      billing:
        - billing
      sales:
        - sales
    anytime:
      operator: operator
    states:
      welcome:
        prompts:
          - text: Hello and welcome to our little company. We are glad that you are calling us today.
            name: greeting
            barge_in: immediate
          - text: This call is recorded.
            name: notice
            barge_in: none
            once: true
          - text: Would you like billing or sales? Please tell me what you need.
            name: menu
            barge_in:
              strategy: minimum_characters
              minimum_characters: 5
        transitions:
          billing: billing
          sales: sales
        keys:
          1: billing
        no_input:
          - Are you still there?
          - Hello?
      billing:
        prompts: This is billing. What is it about?
        transitions:
          sales: sales
          yes: sales
      sales:
        prompts:
          text: Goodbye from sales.
          barge_in: none
        hangup: true
      operator:
        prompts:
          text: One moment.
          barge_in: none
        transfer:
          to: +49 211 5566770
"""
