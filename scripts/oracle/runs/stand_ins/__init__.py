"""What stands in for a GPU. Nothing of NeoX is replaced but what needs one.

A failure whose traceback passes through a function of these files names it: see `failures.py`.
"""
