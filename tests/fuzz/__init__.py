"""Everything that reads what people or other programs wrote, fed with what nobody would write.

python -m tests.fuzz --seconds 600         all targets, changed inputs, another seed each time
python -m tests.fuzz --target flow         one of them
python -m tests.fuzz --atheris             led by which lines of code an input reaches, where atheris is installed
"""
